// Builds the scripts and their sheets into dist/, the scripts compressed beside: npm run build. Prints what each weighs
// on the wire and fails above its budget. The program works without them.
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

// name in dist → [source, budget in bytes after brotli]
const kFiles = {
  'citizen.js': ['ts/citizen.ts', 12_000],
  'work.js': ['ts/work.ts', 12_000],
  'citizen_map.js': ['ts/maps/citizen_map.ts', 80_000],
  'citizen_map.css': ['ts/maps/citizen_map.css', 10_000],
  'work_map.js': ['ts/maps/work_map.ts', 400_000],
  'work_map.css': ['ts/maps/work_map.css', 20_000],
};
// MapLibre's own worker, as it is: our policy forbids workers made of text.
const kCopies = { 'work_map_worker.js': ['node_modules/maplibre-gl/dist/maplibre-gl-csp-worker.js', 160_000] };

const here = (path) => new URL(path, import.meta.url).pathname;
rmSync(here('dist'), { recursive: true, force: true });
mkdirSync(here('dist'));
await Promise.all(Object.entries(kFiles).map(([name, [source]]) => build({
  entryPoints: [here(source)], outfile: here(`dist/${name}`), bundle: true, minify: true, format: 'iife',
  target: ['es2020'], legalComments: 'none', loader: { '.png': 'dataurl', '.svg': 'dataurl' }, logLevel: 'warning',
})));
for (const [name, [source]] of Object.entries(kCopies)) copyFileSync(here(source), here(`dist/${name}`));

let over = false;
for (const [name, [, budget]] of Object.entries({ ...kFiles, ...kCopies })) {
  if (!existsSync(here(`dist/${name}`))) throw new Error(`${name} was not built`);
  const content = readFileSync(here(`dist/${name}`));
  const small = brotliCompressSync(content);
  // Here once, and not by each program that starts. A sheet gets its tokens there.
  if (name.endsWith('.js')) {
    writeFileSync(here(`dist/${name}.br`), small);
    writeFileSync(here(`dist/${name}.gz`), gzipSync(content, { level: 9 }));
  }
  over ||= small.length > budget;
  console.log(`${name} ${small.length} bytes, budget ${budget}${small.length > budget ? ': TOO LARGE' : ''}`);
}
process.exit(over ? 1 : 0);
