/**
 * Keeps a failure where it happened: what is inside fails alone, says so, and can be shown again.
 * Around the whole page it offers to save the run first.
 */
import type { ReactNode } from 'react';
import { Component } from 'react';

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
    const again = (): void => this.setState({ failed: false, error: null });
    if (this.state.failed) return this.props.instead(again, this.state.error);
    return this.props.children;
  }
}
