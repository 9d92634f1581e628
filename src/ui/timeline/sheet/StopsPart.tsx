/** The breakpoints: those that are always offered, those a person made, and the form that makes one. */
import { X } from 'lucide-react';
import type { FormEvent, ReactNode } from 'react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Stop, StopKind } from '../../../narration/stops';
import { canGrant, fits, messageTypes, stopKey } from '../../../narration/stops';
import { useApp, useTick } from '../../app';
import { Press } from '../../chrome/Press';
import type { Breakpoint } from './stopStore';
import { addStop, removeStop, stopStore, stopWords, switchStop } from './stopStore';

/** What can be waited for of one node; messages come after them. */
const DOES: readonly StopKind[] = [
  'grants',
  'stands',
  'seated',
  'unseated',
  'rivals',
  'crashes',
  'acts',
];

export function StopsPart(): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const list = useStore(stopStore, (state) => state.list);
  useTick();
  return (
    <section className="time-sheet__part">
      <fieldset>
        <legend>{t('stops.when')}</legend>
        <ul>
          {list
            .filter(({ stop }) => fits(session, stop))
            .map((one) => (
              <StopLine key={stopKey(one.stop)} breakpoint={one} />
            ))}
        </ul>
      </fieldset>
      <AddStop />
      <p className="time-sheet__help">{t('stops.help')}</p>
    </section>
  );
}

function StopLine({ breakpoint }: { readonly breakpoint: Breakpoint }): ReactNode {
  const { t } = useTranslation();
  const { stop, on, own } = breakpoint;
  const { key, values } = stopWords(stop);
  const what = t(key, values);
  return (
    <li className="time-sheet__stop">
      <label>
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => switchStop(stop, event.target.checked)}
        />
        {what}
      </label>
      {own && (
        <Press
          label={t('stops.remove', { what })}
          icon={X}
          iconSize={16}
          onPress={() => removeStop(stop)}
        />
      )}
    </li>
  );
}

/** `Stop when [any node] [grants a vote] [Add]`. */
function AddStop(): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const id = useId();
  const [who, setWho] = useState('');
  const [what, setWhat] = useState('');
  const kinds = DOES.filter((kind) => kind !== 'grants' || canGrant(session));
  const types = messageTypes(session);
  const isKnown = (kinds as readonly string[]).includes(what) || types.includes(typeIn(what) ?? '');
  const does = isKnown ? what : (kinds[0] as string);
  const node = session.world.ids.includes(who) ? who : null;
  const add = (event: FormEvent): void => {
    event.preventDefault();
    const type = typeIn(does);
    const stop: Stop = { kind: type === null ? (does as StopKind) : 'delivered', node, type };
    addStop(stop);
  };
  return (
    <form className="time-sheet__add" onSubmit={add}>
      <span aria-hidden="true">{t('stops.add')}</span>
      <select
        id={`${id}-who`}
        className="field"
        aria-label={t('stops.who')}
        value={node ?? ''}
        onChange={(event) => setWho(event.target.value)}
      >
        <option value="">{t('stops.any')}</option>
        {session.world.ids.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
      <select
        id={`${id}-what`}
        className="field"
        aria-label={t('stops.what')}
        value={does}
        onChange={(event) => setWhat(event.target.value)}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`stops.does.${kind}`)}
          </option>
        ))}
        {types.map((type) => (
          <option key={type} value={`${GETS}${type}`}>
            {t('stops.does.delivered', { type })}
          </option>
        ))}
      </select>
      <button type="submit" className="button button--outlined">
        {t('stops.addIt')}
      </button>
    </form>
  );
}

const GETS = 'gets ';

/** The type of message in a choice; null for what is no message. */
function typeIn(choice: string): string | null {
  return choice.startsWith(GETS) ? choice.slice(GETS.length) : null;
}
