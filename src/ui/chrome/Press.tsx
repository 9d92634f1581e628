/**
 * The one button of the page: at least 24 px, with a name, its keys, and a reason when it cannot be
 * pressed. A disabled one stays focusable, so that its reason can be read.
 */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { ariaKeys, shownKey } from '../keys';

export interface PressProps {
  /** Its accessible name. */
  readonly label: string;
  readonly onPress: () => void;
  readonly icon?: LucideIcon;
  readonly iconSize?: number;
  /** Shown beside the icon; without it the button is its icon only. */
  readonly children?: ReactNode;
  /** Id of its line in the table of keys. */
  readonly keys?: string;
  /** Longer than the name; default: the name. */
  readonly tip?: string;
  /** Why it cannot be pressed now; null: it can. */
  readonly reason?: string | null;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly className?: string;
  readonly autoFocus?: boolean;
  /** Sends the form it stands in; `onPress` comes first. */
  readonly submits?: boolean;
}

export function Press(props: PressProps): ReactNode {
  const { label, onPress, icon: Icon, iconSize = 20, children, keys, reason = null } = props;
  const key = keys === undefined ? '' : shownKey(keys);
  const tip = [props.tip ?? label, key && `(${key})`].filter(Boolean).join(' ');
  const shown = reason === null ? tip : `${tip}. ${reason}`;
  const icon = children === undefined;
  return (
    <button
      type={props.submits === true && reason === null ? 'submit' : 'button'}
      className={['button', icon && 'button--icon', props.className].filter(Boolean).join(' ')}
      {...(icon && { 'aria-label': label })}
      {...(keys !== undefined && { 'aria-keyshortcuts': ariaKeys(keys) })}
      {...(props.pressed !== undefined && { 'aria-pressed': props.pressed })}
      {...(props.expanded !== undefined && { 'aria-expanded': props.expanded })}
      {...(reason !== null && { 'aria-disabled': true, 'aria-description': reason })}
      {...((icon || shown !== label) && { 'data-tip': shown })}
      onClick={() => {
        if (reason === null) onPress();
      }}
    >
      {Icon !== undefined && <Icon size={iconSize} aria-hidden />}
      {children}
    </button>
  );
}
