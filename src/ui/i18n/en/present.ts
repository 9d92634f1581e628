/** English: present mode; loaded with it. */
export const presentTexts = {
  'present.bar': 'Present mode',
  'present.leave': 'Leave present mode',
} as const;
