/** One numbered rule of the pseudocode: lit where it was applied, with its conditions and their values. */
import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Guard, RuleText } from '../../engine/protocol';
import { RuleLines } from './RuleLines';

export interface RuleProps {
  readonly rule: RuleText;
  /** `shown`: the one looked at now; `applied`: another one of the same event; `passed`: not applied. */
  readonly state: 'shown' | 'applied' | 'passed';
  /** Null: the event never came to this rule, or nobody knows yet. */
  readonly guards: readonly Guard[] | null;
  /** Changes with every event and step: then the rule looked at is brought into view. */
  readonly at: string;
}

export function Rule({ rule, state, guards, at }: RuleProps): ReactNode {
  const { t } = useTranslation();
  const element = useRef<HTMLDivElement>(null);
  const isShown = state === 'shown';
  // Of a rule that was passed by only what stood in its way is of interest.
  const told = guards?.filter(({ holds }) => state !== 'passed' || !holds) ?? [];
  const isTold = guards !== null;
  useEffect(() => {
    if (isShown) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown, at, isTold]);
  return (
    <div
      ref={element}
      className={`rule rule--${state}`}
      {...(isShown && { 'aria-current': 'step' as const })}
    >
      <span className="rule__id" data-tip={rule.source}>
        {rule.id}
      </span>
      <RuleLines lines={rule.lines} />
      {told.length > 0 && (
        <ul className="rule__guards" aria-label={t('why.guards', { rule: rule.id })}>
          {told.map((guard) => (
            <GuardLine key={guard.text} guard={guard} />
          ))}
        </ul>
      )}
      {isShown && <p className="rule__source">{rule.source}</p>}
    </div>
  );
}

function GuardLine({ guard }: { readonly guard: Guard }): ReactNode {
  const { t } = useTranslation();
  const { text, value, holds } = guard;
  const Icon = holds ? Check : X;
  return (
    <li className={holds ? 'guard guard--holds' : 'guard guard--fails'}>
      <Icon size={16} aria-hidden />
      <span className="visually-hidden">{t(holds ? 'why.true' : 'why.false')} </span>
      <span>
        {text}
        {value !== '' && (
          <>
            {': '}
            <b>{value}</b>
          </>
        )}
      </span>
    </li>
  );
}
