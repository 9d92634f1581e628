/**
 * The stage as a plain list, for those who do not see it: each node, its role, its term, whom it takes
 * for the leader. Never live: the caption alone speaks up.
 */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeMark, SceneView } from '../../scene/types';
import { nodeWords } from './words';

export interface TextTwinProps {
  readonly nodes: readonly NodeMark[];
  readonly words: SceneView['words'];
}

export function TextTwin({ nodes, words }: TextTwinProps): ReactNode {
  const { t } = useTranslation();
  return (
    <ul className="visually-hidden" aria-label={t('stage.twin')}>
      {nodes.map((node) => (
        <li key={node.id}>{nodeWords(t, words, node)}</li>
      ))}
    </ul>
  );
}
