import { z } from 'zod';

// zod compiles validators with `new Function` where it may; asking alone breaks a strict content-security policy.
z.config({ jitless: true });

export { z };
