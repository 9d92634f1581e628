/** The `?` sheet: the table of keys as it is bound, and the switch for single letters. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { viewStore } from '../../stores/viewStore';
import type { KeyGroup, KeyLine } from '../keys';
import { KEYS } from '../keys';
import { StripKey } from '../timeline/sheet/StripKey';

const GROUPS: readonly KeyGroup[] = ['time', 'nodes', 'network', 'lanes', 'page'];

/** What a hand does without a key; each line has its words in two: how, and what it does. */
const GESTURES = [
  'select',
  'drag',
  'knife',
  'menu',
  'message',
  'wheel',
  'pan',
  'scrub',
  'finer',
] as const;

/** Nine lines that differ by a digit are one: `1 … 9`. */
function sheetLines(group: KeyGroup): readonly KeyLine[] {
  return KEYS.filter((line) => line.group === group && !/^(select|gather)[2-9]$/.test(line.id)).map(
    (line) =>
      /^(select|gather)1$/.test(line.id)
        ? { ...line, id: line.id.slice(0, -1), shown: `${line.shown} … 9` }
        : line,
  );
}

export function KeysSheet(): ReactNode {
  const { t } = useTranslation();
  const singles = useStore(viewStore, (state) => state.singleKeys);
  return (
    <div className="keys">
      <label className="keys__switch">
        <input
          type="checkbox"
          checked={singles}
          onChange={(event) => viewStore.setState({ singleKeys: event.target.checked })}
        />
        {t('keys.singles')}
      </label>
      <div className="keys__groups">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{t(`keys.${group}`)}</h3>
            <dl>
              {sheetLines(group).map(({ id, shown, also, single }) => (
                <div key={id} className={single && !singles ? 'keys__off' : undefined}>
                  <dt>
                    <kbd>{shown}</kbd>
                    {also !== '' && <kbd>{also}</kbd>}
                  </dt>
                  <dd>{t(`key.${id}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>{t('keys.hand')}</h3>
          <dl>
            {GESTURES.map((id) => (
              <div key={id} className="keys__gesture">
                <dt>{t(`hand.${id}.how`)}</dt>
                <dd>{t(`hand.${id}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <section className="keys__strip">
        <h3>{t('keys.strip')}</h3>
        <StripKey />
      </section>
      <p className="keys__rest">{t('keys.rest')}</p>
    </div>
  );
}
