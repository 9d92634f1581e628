/** The fields of every message of the register, in hash order. */

export const TO_SERVERS = {
  Write: { op: 'int', value: 'int' },
  Read: { op: 'int' },
  Follow: { token: 'int', round: 'int' },
  FollowReply: {
    round: 'int',
    asked: 'int',
    done: 'bool',
    token: 'int',
    seq: 'int',
    value: 'int',
  },
  Copy: { token: 'int', seq: 'int', value: 'int' },
  CopyReply: { token: 'int', seq: 'int', done: 'bool' },
} as const;
export const TO_USERS = {
  WriteReply: { op: 'int' },
  ReadReply: { op: 'int', value: 'int' },
  Redirect: { op: 'int', leader: 'id' },
} as const;
