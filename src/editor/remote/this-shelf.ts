import { drawer } from '../documents/this-browser.ts';
import { browserFolder, keptFiles } from '../files/kept-files.ts';
import { remoteShelf } from './remote-shelf.ts';
import { server } from './this-server.ts';

/** The graphs of the folder that the server of this page has. */
export const folder = remoteShelf({ server, notes: drawer, copyFiles: (from, to) => keptFiles(browserFolder).copy(from, to) });
