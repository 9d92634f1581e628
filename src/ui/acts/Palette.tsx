/**
 * The palette: type what you want done, choose it. A list under a field; arrow keys move, Enter does
 * the marked line, a click any line. Fed by the one list of acts and the table of keys.
 */
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { viewStore } from '../../stores/viewStore';
import { useApp } from '../app';
import { pageDeeds } from '../chrome/KeysOfPage';
import { openDialog } from '../chrome/RunPickers';
import { actTexts } from '../i18n/en/acts';
import { addPageTexts } from '../i18n/setup';
import { KEYS } from '../keys';
import { take } from './doing';
import { fitting } from './fuzzy';
import { actLines } from './paletteLines';
import { useActWords } from './words';
import './acts.css';

addPageTexts(actTexts);

/** Lines shown at once. */
const MOST = 60;

interface Line {
  readonly id: string;
  readonly title: string;
  readonly choice: string;
  readonly shortcut: string | null;
  readonly go: () => void;
}

/** Keys that make no sense as a line: they need a selection, or the palette is what they open. */
const NO_LINE = /^(select|gather)\d$|^(cut|escape|palette|acts|linkTo)$/;

/** Everything that fits what was typed, the best first; asked of the run anew with every letter. */
function useLines(typed: string): readonly Line[] {
  const app = useApp();
  const { t } = useTranslation();
  const words = useActWords();
  const all = useMemo(() => {
    const deeds = pageDeeds(app);
    const page = KEYS.filter(({ id }) => !NO_LINE.test(id) && !ACTED.has(id)).flatMap(
      ({ id, shown }): readonly Line[] => {
        const go = deeds.get(id);
        return go === undefined
          ? []
          : [{ id: `key ${id}`, title: t(`key.${id}`), choice: '', shortcut: shown, go }];
      },
    );
    const sheets = SHEETS.map((id): Line => ({
      id: `sheet ${id}`,
      title: t(`palette.${id}`),
      choice: '',
      shortcut: null,
      go: () => openDialog(id),
    }));
    const acts = actLines(app.session, typed).map(({ act, subject, choice }): Line => {
      const only = choice.words === null ? '' : words.choice(choice.words);
      const values = { act: words.act(act), subject: words.subject(subject) };
      const isDone = subject.of === 'node' || subject.of === 'message';
      const title = isDone ? t('palette.do', values) : t('palette.of', values);
      return {
        id: `${act.id} ${JSON.stringify(subject)} ${choice.id}`,
        title: only === '' ? title : t('palette.choice', { line: title }),
        choice: only,
        shortcut: act.shortcut,
        go: () => take(app, choice, true),
      };
    });
    return [...acts, ...page, ...sheets];
  }, [app, t, typed, words]);
  return useMemo(
    () => fitting(typed, all, ({ title, choice }) => `${title} ${choice}`, MOST),
    [typed, all],
  );
}

/** Dialogs that have no key. */
const SHEETS = ['setup', 'scenarios'] as const;

/** Keys whose deed stands in the list of acts already. */
const ACTED: ReadonlySet<string> = new Set(['crash', 'pause', 'heal', 'timeout', 'network']);

const STEPS: { readonly [key: string]: number } = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 8,
  PageUp: -8,
};

export function Palette(): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const lines = useLines(typed);
  const marked = Math.min(at, lines.length - 1);
  const go = (line: Line | undefined): void => {
    if (line === undefined) return;
    viewStore.setState({ dialog: null });
    line.go();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (event.key === 'Enter') go(lines[marked]);
    else if (step !== undefined) {
      setAt(Math.max(0, Math.min(lines.length - 1, marked + step)));
    } else return;
    event.preventDefault();
  };
  return (
    <div className="palette">
      <input
        className="field palette__field"
        role="combobox"
        aria-label={t('palette.field')}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(lines.length > 0 && { 'aria-activedescendant': `${id}-${marked}` })}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        placeholder={t('palette.hint')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <Lines id={id} lines={lines} marked={marked} onMark={setAt} onGo={go} />
      <p className="visually-hidden" role="status">
        {t('palette.count', { count: lines.length })}
      </p>
      {lines.length === 0 && <p className="palette__none">{t('palette.none')}</p>}
    </div>
  );
}

interface LinesProps {
  readonly id: string;
  readonly lines: readonly Line[];
  readonly marked: number;
  readonly onMark: (index: number) => void;
  readonly onGo: (line: Line) => void;
}

/** The list under the field. The focus stays in the field; the marked line is named by it. */
function Lines({ id, lines, marked, onMark, onGo }: LinesProps): ReactNode {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [marked, lines]);
  return (
    <ul
      ref={list}
      id={`${id}-list`}
      className="palette__list"
      role="listbox"
      aria-label={t('palette.list')}
      tabIndex={-1}
    >
      {lines.map((line, index) => (
        <li
          key={line.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === marked}
          className="palette__line"
          onPointerMove={() => onMark(index)}
          onClick={() => onGo(line)}
        >
          <span>
            {line.title}{' '}
            {line.choice !== '' && <span className="palette__choice">{line.choice}</span>}
          </span>
          {line.shortcut !== null && <kbd aria-hidden>{line.shortcut}</kbd>}
        </li>
      ))}
    </ul>
  );
}
