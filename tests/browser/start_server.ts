import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { makeSample } from './sample';
import { passwordOf } from './support';

// Starts `serumpun demo` on a new store and a free port, and fills it; tests read where and what from the environment.
export default async function startServer() {
  const program = process.env.SERUMPUN ?? '../../build/release/serumpun';
  const folder = mkdtempSync(join(tmpdir(), 'serumpun-browser-'));
  const server = spawn(program, ['demo', '--data', folder, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise<string>((resolve, reject) => {
    server.on('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready`)));
    createInterface({ input: server.stdout }).on('line', (line) => {
      const found = line.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) resolve(found[0]);
    });
  });
  process.env.SERUMPUN_ADDRESS = address;
  process.env.SERUMPUN_ACCOUNTS = readFileSync(join(folder, 'accounts.txt'), 'utf8');
  process.env.SERUMPUN_ROUTES = execFileSync(program, ['routes', '--data', folder], { encoding: 'utf8' });
  process.env.SERUMPUN_SAMPLE = JSON.stringify(await makeSample(address, passwordOf));
  process.env.SERUMPUN_PROGRAM = program;
  process.env.SERUMPUN_DATA = folder;
  return async () => {
    const ended = new Promise((resolve) => server.on('exit', resolve));
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
  };
}
