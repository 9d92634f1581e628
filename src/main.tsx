/**
 * The composition root: the only file that knows everything. It makes the session, the loop, the
 * controls and the ways in and out, opens what the address says, and mounts the page.
 */
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '@fontsource-variable/atkinson-hyperlegible-mono/wght.css';
import './ui/theme.css';
import './ui/chrome/chrome.css';
import './ui/chrome/notices.css';
import './ui/chrome/failures.css';
import './ui/timeline/strip.css';
import './ui/chrome/narrow.css';
import './ui/chrome/phone.css';
import './ui/chrome/sideways.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { texts } from './narration/texts';
import { loadRunning } from './algorithms/registry';
import { propertiesSoFar } from './properties/registry';
import { createSession } from './session/createSession';
import { AppContext } from './ui/app';
import { showBootFailure } from './ui/chrome/bootFailed';
import { bindKeysSoon } from './ui/chrome/earlyKeys';
import { prefetchWhenIdle } from './ui/chrome/lazyParts';
import { Page } from './ui/chrome/Page';
import { reloadForStaleParts } from './ui/chrome/staleParts';
import { startTheme } from './ui/chrome/theme';
import { composeApp } from './ui/compose';
import { startI18n } from './ui/i18n/setup';
import { startMemory } from './ui/memory';
import { startedWith } from './ui/rest';
import { START_SCENARIO } from './ui/startScenario';

async function boot(): Promise<void> {
  reloadForStaleParts();
  startTheme();
  startMemory();
  startI18n(texts);
  const algorithm = await loadRunning(START_SCENARIO.algorithm);
  if (algorithm === null) throw new Error(`no algorithm ${START_SCENARIO.algorithm}`);
  startedWith(algorithm);
  const session = createSession(START_SCENARIO, algorithm, undefined, propertiesSoFar);
  const { app, begin } = composeApp(session);
  await begin();
  bindKeysSoon(app);
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no #root');
  createRoot(root).render(
    <StrictMode>
      <AppContext value={app}>
        <Page />
      </AppContext>
    </StrictMode>,
  );
  prefetchWhenIdle();
}

boot().catch(showBootFailure);
