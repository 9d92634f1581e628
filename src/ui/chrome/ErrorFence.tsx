/**
 * Keeps a failure where it happened: what is inside fails alone, says so, and can be shown again.
 * `Part` is the fence of an ordinary part of the page; around the whole page `instead` offers to save
 * the run first. What fails outside of React (a frame, an observer) reaches its fence by `useFail`.
 */
import type { ReactNode } from 'react';
import { Component, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tryFailedParts } from './lazyPart';
import { Press } from './Press';

interface Props {
  readonly children: ReactNode;
  /** What stands there instead; `again` tries once more. */
  readonly instead: (again: () => void, error: unknown) => ReactNode;
}

interface State {
  readonly failed: boolean;
  readonly error: unknown;
}

export class ErrorFence extends Component<Props, State> {
  override state: State = { failed: false, error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { failed: true, error };
  }

  override render(): ReactNode {
    const again = (): void => {
      tryFailedParts();
      this.setState({ failed: false, error: null });
    };
    if (this.state.failed) return this.props.instead(again, this.state.error);
    return this.props.children;
  }
}

interface PartProps {
  /** Names it in what is said: the last part of a key `part.*`. */
  readonly name: string;
  readonly children: ReactNode;
  /** Shown beside what is said, if the part has a plainer form. */
  readonly plain?: ReactNode;
  /** How to do without it, if it can be put away. */
  readonly onClose?: () => void;
}

/** A part of the page that fails alone. */
export function Part({ name, children, plain, onClose }: PartProps): ReactNode {
  const { t } = useTranslation();
  return (
    <ErrorFence
      instead={(again) => (
        <div className="failed" role="alert">
          <p>{t('part.failed', { part: t(`part.${name}`) })}</p>
          <Press className="button--outlined" label={t('part.again')} onPress={again}>
            {t('part.again')}
          </Press>
          {onClose !== undefined && (
            <Press
              label={t('notice.close')}
              onPress={() => {
                onClose();
                again();
              }}
            >
              {t('notice.close')}
            </Press>
          )}
          {plain}
        </div>
      )}
    >
      {children}
    </ErrorFence>
  );
}

/** Hands an error to the fence around the component that calls this. */
export function useFail(): (error: unknown) => void {
  const [, set] = useState<null>(null);
  const [fail] = useState(() => (error: unknown) => {
    set(() => {
      throw error;
    });
  });
  return fail;
}
