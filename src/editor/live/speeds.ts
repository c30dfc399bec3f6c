/** A minute in a second, ten minutes, an hour ... */
const steps = [10_000, 3600, 600, 60, 10];

/** As fast as can be while a sample that goes over so long a time takes a minute or more. */
export const speedFor = (milliseconds: number): number => steps.find((speed) => milliseconds / speed >= 60_000) ?? 1;
