/** What a node will do next as things stand, and by which rule if it is a timer that comes first. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeView } from '../../engine/protocol';
import { useApp } from '../app';
import { instant } from '../format';
import { useNames } from './names';
import type { Next } from './nextOf';
import { nextOf, ruleAtRing } from './nextOf';
import { RuleLines } from './RuleLines';
import { useGuards } from './useGuards';

export function NodeNext({ node }: { readonly node: NodeView }): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const { guards, rules } = useGuards();
  const next = nextOf(session, node);
  const rule =
    next.what === 'timer' && guards !== null
      ? ruleAtRing(session, { guards, rules }, node, next.timer)
      : null;
  const words = useNextWords(next);
  return (
    <section className="node__next">
      <h3>{t('node.next')}</h3>
      <p>{words}</p>
      {rule !== null && (
        <div className="rule">
          <span className="rule__id" data-tip={rule.source}>
            {rule.id}
          </span>
          <RuleLines lines={rule.lines} />
        </div>
      )}
    </section>
  );
}

function useNextWords(next: Next): string {
  const { t, i18n } = useTranslation();
  const names = useNames();
  if (!('inUs' in next)) return t(`node.next.${next.what}`);
  const isDue = next.inUs <= 0;
  const time = instant(Math.abs(next.inUs), i18n.language);
  switch (next.what) {
    case 'write':
      return t('node.next.write', { time });
    case 'timer': {
      const timer = names.timer(next.timer.name);
      return t(isDue ? 'node.next.timerDue' : 'node.next.timer', { timer, time });
    }
    case 'message': {
      const values = { message: names.message(next.message), from: next.from, time };
      return t(isDue ? 'node.next.messageDue' : 'node.next.message', values);
    }
  }
}
