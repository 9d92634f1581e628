/**
 * Shows that the words and the picture say the same of every node, at many instants of an eventful run,
 * although they are read from the run on two ways.
 */
import { describe, expect, it } from 'vitest';
import type { TFunction } from 'i18next';
import { buildScene } from '../../scene/buildScene';
import { EVENTFUL, sessionOf, viewOf } from '../../scene/testing/runs';
import { nodesTold } from './nodesTold';
import { nodeWords, toldOf } from './words';

/** Texts as their key with its values. */
const t = ((key: string, values?: object) =>
  values === undefined ? key : `${key} ${JSON.stringify(values)}`) as unknown as TFunction;

for (const algorithm of ['raft', 'bully']) {
  describe(`the words of ${algorithm}`, () => {
    it('agree with the picture at every instant', async () => {
      const session = await sessionOf({ ...EVENTFUL, algorithm });
      const view = viewOf();
      session.seekUs(3_500_000);
      const { length } = session.trace;
      const seen = new Set<string>();
      for (let event = 0; event < length; event += 7) {
        session.seekEvent(event);
        const words = nodesTold(session).map((node) => nodeWords(t, view.words, node));
        const picture = buildScene(session, view).nodes.map((node) =>
          nodeWords(t, view.words, toldOf(node)),
        );
        expect(words, `event ${event}`).toEqual(picture);
        for (const line of words) seen.add(line);
      }
      const all = [...seen].join('\n');
      expect(all).toContain('stage.node.down');
      expect(all).toContain('stage.node.seated');
      expect(all).toContain('stage.node.believesNone');
      if (algorithm === 'raft') expect(all).toContain('stage.node.votes');
    });
  });
}
