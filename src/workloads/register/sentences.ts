/** One sentence for each rule of the register that is worth one, read from the step. */
import type { Face, Phrase, Step } from '../../engine/protocol';

/** Who steps, who sent what it handles, and the number in it or in what it sends. */
function say(key: string): (step: Step) => Phrase | null {
  return ({ node, from }) =>
    node === null ? null : { key: `register.say.${key}`, values: { node, from: from ?? '' } };
}

/** The same with the value that the step sends or was sent. */
function withValue(key: string): (step: Step) => Phrase | null {
  return ({ node, from, message, effects }) => {
    const sent = effects.find((effect) => effect.do === 'send');
    const value = sent?.do === 'send' ? sent.message['value'] : message?.['value'];
    if (node === null || typeof value !== 'number') return null;
    return { key: `register.say.${key}`, values: { node, from: from ?? '', value } };
  };
}

export const sentences: Face['sentences'] = {
  'app:RL1': say('asks'),
  'app:RL2': say('begins'),
  'app:RL3': withValue('writes'),
  'app:RL5': say('confirms'),
  'app:RL6': withValue('answers'),
  'app:RL7': withValue('answersLocally'),
  'app:RC1': say('follows'),
  'app:RC2': say('refuses'),
  'app:RC3': say('copies'),
  RU1: withValue('wantsToWrite'),
  RU2: say('wantsToRead'),
  RU4: say('isSentOn'),
  RU5: say('givesUp'),
};
