/**
 * The least React page there is, of the same React and the same build as ours, to be measured beside it.
 * Made anew for each run, in the folder of the results.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const HTML = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Bare</title>
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="./main.js"></script>
  </body>
</html>
`;

/** A button that says how often it was pressed. */
const SCRIPT = `import { createElement, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

function Counter() {
  const [count, setCount] = useState(0);
  const name = count === 0 ? 'Pause' : 'Play';
  return createElement('button', { 'aria-label': name, onClick: () => setCount(count + 1) }, name);
}

createRoot(document.getElementById('root')).render(
  createElement(StrictMode, null, createElement(Counter)),
);
`;

/** Builds it; returns the folder that a preview serves its `dist` from. */
export async function buildBarePage(folder: string): Promise<string> {
  const root = join(folder, 'bare');
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'index.html'), HTML);
  writeFileSync(join(root, 'main.js'), SCRIPT);
  await build({ root, configFile: false, base: './', logLevel: 'error' });
  return root;
}
