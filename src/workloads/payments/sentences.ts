/** One sentence for each rule of the payments that is worth one, read from the step. */
import type { Face, Phrase, Step } from '../../engine/protocol';

/** A sentence with who steps, who sent what it handles, and the message's invoice and token. */
function say(key: string): (step: Step) => Phrase | null {
  return ({ node, from, message }) => {
    if (node === null) return null;
    const invoice = message?.['invoice'] ?? null;
    if (typeof invoice !== 'number') return null;
    const token = message?.['token'] ?? null;
    const isTold = typeof token === 'number';
    return {
      key: isTold ? `payments.say.${key}.token` : `payments.say.${key}`,
      values: { node, from: from ?? '', invoice, ...(isTold && { token }) },
    };
  };
}

/** A sentence of a step that a timer of an invoice began. */
function ofTimer(key: string): (step: Step) => Phrase | null {
  return ({ node, event }) => {
    const invoice = Number(event.timer?.key ?? '');
    if (node === null || invoice === 0) return null;
    return { key: `payments.say.${key}`, values: { node, invoice } };
  };
}

/** What a customer just ordered, read from what it sent. */
function ofOrder(key: string): (step: Step) => Phrase | null {
  return ({ node, effects }) => {
    const sent = effects.find((effect) => effect.do === 'send');
    const invoice = sent?.do === 'send' ? sent.message['invoice'] : undefined;
    if (node === null || typeof invoice !== 'number') return null;
    return { key: `payments.say.${key}`, values: { node, invoice } };
  };
}

export const sentences: Face['sentences'] = {
  'app:PY1': say('takes'),
  'app:PY2': say('knowsPaid'),
  'app:PY3': say('works'),
  'app:PY4': ofTimer('charges'),
  'app:PY5': say('charged'),
  'app:PY6': say('turnedAway'),
  'app:PY7': say('done'),
  'app:PY8': ofTimer('givesUp'),
  PB1: say('bankRefuses'),
  PB2: say('bankKnows'),
  PB3: say('bankCharges'),
  PD2: say('databaseRefuses'),
  PD3: say('databaseMarks'),
  PC1: ofOrder('orders'),
  PC2: ofOrder('ordersAgain'),
  PC3: say('isTold'),
};
