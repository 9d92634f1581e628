/**
 * The stage as plain lists, for those who do not see it: each node, its role, its term, whom it takes
 * for the leader; what is held back; what the network does otherwise than at first. Never live: the
 * caption alone speaks up.
 */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { conditionsNow } from '../../scene/conditions';
import type { Scene, SceneView } from '../../scene/types';
import { useApp } from '../app';
import { nodeWords } from './words';

export interface TextTwinProps {
  readonly scene: Scene | null;
  readonly words: SceneView['words'];
}

export function TextTwin({ scene, words }: TextTwinProps): ReactNode {
  const { t } = useTranslation();
  const held = (scene?.messages ?? []).filter((mark) => mark.heldBack);
  return (
    <>
      <ul className="visually-hidden" aria-label={t('stage.twin')}>
        {(scene?.nodes ?? []).map((node) => (
          <li key={node.id}>{nodeWords(t, words, node)}</li>
        ))}
      </ul>
      {held.length > 0 && (
        <ul className="visually-hidden" aria-label={t('stage.twin.messages')}>
          {held.map(({ sent, from, to, text }) => (
            <li key={sent}>{t('stage.twin.held', { from, to, word: text })}</li>
          ))}
        </ul>
      )}
      <Network scene={scene} />
    </>
  );
}

/** Links with other rules and types that are stopped; nothing where all is as it began. */
function Network({ scene }: Pick<TextTwinProps, 'scene'>): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const altered = (scene?.links ?? []).filter((link) => link.altered);
  const types = new Set(conditionsNow(session).blocked.flatMap((block) => block.types));
  return (
    <div className="visually-hidden">
      {altered.length > 0 && (
        <p>
          {t('stage.twin.altered', { links: altered.map(({ a, b }) => `${a}–${b}`).join(', ') })}
        </p>
      )}
      {types.size > 0 && <p>{t('stage.twin.blocked', { types: [...types].join(', ') })}</p>}
    </div>
  );
}
