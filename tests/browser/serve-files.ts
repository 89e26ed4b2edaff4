// A local web server for one test file: content by path, files of a folder below a path, and an empty page at `/`.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.mjs': 'text/javascript',
  '.pdf': 'application/pdf',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

export interface Served {
  /** Path, such as `/a.pdf` → what it gives. */
  readonly content: Readonly<Record<string, string | Uint8Array>>;
  /** Path ending in a slash → the folder whose files are below it. */
  readonly folders?: Readonly<Record<string, string>>;
}

export class FileServer {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start({ content, folders = {} }: Served): Promise<FileServer> {
    const server = createServer(({ url = '/' }, response) => {
      const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
      const body = path === '/' ? '<!doctype html><title>empty</title>' : (content[path] ?? readBelow(path, folders)); // prettier-ignore
      const type = TYPES[path === '/' ? '.html' : extname(path)] ?? 'application/octet-stream';
      if (body === undefined) response.writeHead(404).end();
      else
        response
          .writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) })
          .end(body);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    return new FileServer(server);
  }

  url(path: string): string {
    // A name, because an address is no place for which the browser gives permissions.
    return `http://localhost:${(this.#server.address() as AddressInfo).port}${path}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

function readBelow(path: string, folders: Readonly<Record<string, string>>): Uint8Array | undefined {
  for (const [prefix, folder] of Object.entries(folders)) {
    if (!path.startsWith(prefix)) continue;
    try {
      return readFileSync(join(folder, normalize(`/${path.slice(prefix.length)}`)));
    } catch {
      return undefined;
    }
  }
  return undefined;
}
