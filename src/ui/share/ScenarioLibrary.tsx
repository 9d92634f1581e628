/** The library: every preset of every algorithm and workload, with what to watch. */
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ideas } from '../../algorithms/ideas';
import { registry } from '../../algorithms/registry';
import type { LibraryEntry } from '../../scenario/library';
import { libraryOf, workloadShelves } from '../../scenario/library';
import { notify } from '../../stores/noticeStore';
import { viewStore } from '../../stores/viewStore';
import { useApp } from '../app';
import { spaceOf } from '../i18n/setup';

interface Shelf {
  readonly id: string;
  readonly name: string;
  readonly idea: string;
  /** The namespace of its words. */
  readonly ns: string;
  readonly entries: readonly LibraryEntry[];
}

async function ofWorkloads(): Promise<readonly Shelf[]> {
  const found = await workloadShelves();
  return found.map(({ kind, name, idea, algorithm, entries }) => {
    return { id: kind, name, idea, ns: spaceOf(algorithm), entries };
  });
}

async function shelves(): Promise<readonly Shelf[]> {
  const ofAlgorithms = Promise.all(
    registry.map(async ({ id, name, load }) => {
      const { algorithm } = await load();
      return {
        id,
        name,
        idea: ideas[id] ?? '',
        ns: spaceOf(algorithm),
        entries: libraryOf(algorithm),
      };
    }),
  );
  return [...(await ofAlgorithms), ...(await ofWorkloads())];
}

/** The library opens at the algorithm that runs; the first one stands at the top already. */
function bringIntoSight(shelf: HTMLElement | null): void {
  if (shelf?.previousElementSibling?.matches('.shelf')) shelf.scrollIntoView({ block: 'start' });
}

export function ScenarioLibrary(): ReactNode {
  const { t } = useTranslation();
  const { session, ways } = useApp();
  const [found, setFound] = useState<readonly Shelf[] | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    shelves().then(
      (all) => wanted && setFound(all),
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, []);
  const open = (entry: LibraryEntry, ns: string): void => {
    const loaded = entry.load();
    viewStore.setState({ dialog: null });
    if (loaded.ok) {
      const values = {
        title: t(entry.titleKey, { ns }),
        watch: t(entry.watchKey, { ns }),
      };
      void ways
        .openScenario(loaded.value.scenario, 'start')
        .then(() => notify({ key: 'notice.watch', values, tone: 'watch', way: null }));
    }
    if (!loaded.ok) viewStore.setState({ trouble: { from: 'file', problems: loaded.problems } });
  };
  if (failed) return <p role="alert">{t('scenarios.failed')}</p>;
  if (found === null) return <p>{t('scenarios.loading')}</p>;
  return (
    <>
      <p className="dialog__intro">{t('scenarios.intro')}</p>
      {found.map(({ id, name, idea, ns, entries }) => (
        <section
          key={id}
          className="shelf"
          ref={
            id === (session.scenario.workload?.kind ?? session.scenario.algorithm)
              ? bringIntoSight
              : null
          }
        >
          <h3>{name}</h3>
          <p className="shelf__idea">{idea}</p>
          <ul className="shelf__entries">
            {entries.map((entry) => (
              <li key={entry.id}>
                <button type="button" className="entry" onClick={() => open(entry, ns)}>
                  <span className="entry__title">{t(entry.titleKey, { ns })}</span>
                  <span className="entry__watch">{t(entry.watchKey, { ns })}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
