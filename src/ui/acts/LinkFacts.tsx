/** How a link stands now, each way: open or cut, its rules, the types it stops. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeId } from '../../engine/protocol';
import { conditionsNow } from '../../scene/conditions';
import { blockedTypes, rulesNow } from '../../scene/linkConditions';
import { useApp, useTick } from '../app';
import { rulesWords } from './rulesWords';

export interface LinkFactsProps {
  readonly link: { readonly from: NodeId; readonly to: NodeId };
}

export function LinkFacts({ link }: LinkFactsProps): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  useTick();
  const said = (from: NodeId, to: NodeId): string => {
    if (!session.world.linked(from, to)) return t('rules.cut');
    const stopped = blockedTypes(conditionsNow(session), from, to);
    return [
      ...rulesWords(rulesNow(session, from, to)).map(({ key, values }) => t(key, { ...values })),
      ...(stopped.length === 0 ? [] : [t('rules.blocked', { types: stopped.join(', ') })]),
    ].join(', ');
  };
  const there = said(link.from, link.to);
  const back = said(link.to, link.from);
  if (there === back) return <p className="act-menu__facts">{there}</p>;
  return (
    <>
      <p className="act-menu__facts">
        {t('rules.way', { from: link.from, to: link.to, rules: there })}
      </p>
      <p className="act-menu__facts">
        {t('rules.way', { from: link.to, to: link.from, rules: back })}
      </p>
    </>
  );
}
