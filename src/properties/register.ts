/** What must hold of the register, on whatever algorithm it runs. */
import { oneOrder } from './register/order';
import type { Property } from './types';

export const properties: readonly Property[] = [oneOrder];

/** Its wire names. */
export const messages: readonly string[] = [
  ...['Write', 'WriteReply', 'Read', 'ReadReply', 'Redirect'],
  ...['Follow', 'FollowReply', 'Copy', 'CopyReply'],
];
