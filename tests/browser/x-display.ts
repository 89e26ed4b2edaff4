// An X display without a screen, and the keys that a person would press on it.
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { promisify } from 'node:util';
import { PATIENCE } from './chromium.ts';

const execute = promisify(execFile);

export class XDisplay {
  /** Its name, such as `:7`. */
  readonly name: string;
  readonly #server: ChildProcess;

  private constructor(server: ChildProcess, name: string) {
    this.#server = server;
    this.name = name;
  }

  /** Starts Xvfb on a display that it finds free. It ends by itself 20 seconds after its last window. */
  static async start(): Promise<XDisplay> {
    const server = spawn(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-terminate', '20'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      },
    );
    const number = await new Promise<string>((resolve, reject) => {
      server.once('error', reject);
      server.once('exit', () => reject(new Error('Xvfb ended')));
      setTimeout(reject, PATIENCE, new Error('Xvfb has no display')).unref();
      server.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()));
    });
    return new XDisplay(server, `:${number}`);
  }

  /** Gives the keyboard to the window whose title has this word, and clicks into it. */
  async focus(title: string, x: number, y: number): Promise<void> {
    const windows = await this.#xdotool('search', '--sync', '--onlyvisible', '--name', title);
    await this.#xdotool('windowfocus', '--sync', windows.trim().split('\n')[0] ?? '');
    await this.#xdotool('mousemove', `${x}`, `${y}`, 'click', '1');
  }

  /** Presses keys, such as `ctrl+f`, one after the other. */
  async press(...keys: readonly string[]): Promise<void> {
    await this.#xdotool('key', '--clearmodifiers', '--delay', '60', ...keys);
  }

  close(): void {
    this.#server.kill();
  }

  async #xdotool(...args: readonly string[]): Promise<string> {
    const { stdout } = await execute('xdotool', args, {
      timeout: PATIENCE,
      env: { ...process.env, DISPLAY: this.name },
    });
    return stdout;
  }
}
