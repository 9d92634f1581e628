/**
 * What each preset promises in its `watch` text is what happens, no claim is broken that was not meant
 * to be, and every document passes the schema as strictly as a link.
 */
import { describe, expect, it } from 'vitest';
import { algorithm } from './index';
import { playPreset } from './testing/runs';

const LESSONS: { readonly [preset: string]: readonly string[] } = {
  'slow-answer': ['B3', 'B6'],
  'short-wait': ['B3', 'B6'],
  'two-leaders': ['B1', 'B2', 'B3'],
  'original-slow': ['B1', 'B2', 'B3', 'B7', 'B8'],
  'original-split': ['B1', 'B2', 'B3', 'B7', 'B8'],
};

describe('presets', () => {
  it.each(algorithm.presets.map((preset) => preset.id))(
    '%s breaks nothing but what it teaches',
    (id) => {
      const run = playPreset(id).to(12_000);

      const broken = run.findings().filter((finding) => finding.verdict !== 'holds');
      expect(broken.map((finding) => finding.id)).toEqual(LESSONS[id] ?? []);
      expect(broken.every((finding) => finding.verdict === 'lesson')).toBe(true);
      const missed = run.facts.filter(
        (fact) => fact.fact === 'command' && fact.effect === 'missed',
      );
      expect(missed).toEqual([]);
    },
  );

  it('leader-crashes: noticed at the next ping by all four, n4 is the only one not answered', () => {
    const run = playPreset('leader-crashes').to(1049);
    expect(run.beliefs()).toEqual(['n1>n5', 'n2>n5', 'n3>n5', 'n4>n5']);
    expect(run.sends('ELECTION')).toEqual([]);

    run.to(5000);

    const detected = run.sends('ELECTION').filter((send) => send.endsWith('@1050'));
    expect(detected.map((send) => send.slice(0, 2))).toEqual([
      'n1',
      'n1',
      'n1',
      'n1',
      'n2',
      'n2',
      'n2',
      'n3',
      'n3',
      'n4',
    ]);
    expect(run.sends('OK').every((send) => !send.startsWith('n4>n5'))).toBe(true);
    expect(run.sends('COORDINATOR')).toEqual(['n4>n1@1100', 'n4>n2@1100', 'n4>n3@1100']);
    expect(run.beliefs()).toEqual(['n1>n4', 'n2>n4', 'n3>n4', 'n4>n4']);
  });

  it('lowest-notices: 10 questions, 6 answers, 3 announcements', () => {
    const run = playPreset('lowest-notices').to(900);

    expect(run.sends('ELECTION')).toHaveLength(10);
    expect(run.sends('OK')).toHaveLength(6);
    expect(run.sends('COORDINATOR')).toHaveLength(3);
    expect(run.beliefs()).toEqual(['n1>n4', 'n2>n4', 'n3>n4', 'n4>n4']);
  });

  it('second-notices: three announcements and one delay, no question', () => {
    const run = playPreset('second-notices').to(515);

    expect(run.sends('ELECTION')).toEqual([]);
    expect(run.sends('COORDINATOR')).toEqual(['n4>n1@500', 'n4>n2@500', 'n4>n3@500']);
    expect(run.beliefs()).toEqual(['n1>n4', 'n2>n4', 'n3>n4', 'n4>n4']);
  });

  it('answerer-dies: n3 waits 150 ms in vain, asks again, hears nothing and leads', () => {
    const run = playPreset('answerer-dies').to(669);
    expect(run.in('down')).toEqual(['n4', 'n5']);
    expect(run.state('n3').status).toBe('waiting');
    expect(run.sends('OK')).toEqual(['n4>n3@510']);

    run.to(670);
    expect(run.sends('ELECTION').slice(-2)).toEqual(['n3>n4@670', 'n3>n5@670']);

    run.to(740);
    expect(run.sends('COORDINATOR')).toEqual(['n3>n1@720', 'n3>n2@720']);
    expect(run.beliefs()).toEqual(['n1>n3', 'n2>n3', 'n3>n3']);
  });

  it('slow-answer: n3 declares itself, n4 10 ms later, and both lead until n3 hears of it', () => {
    const run = playPreset('slow-answer').to(565);
    expect(run.in('leader')).toEqual(['n3', 'n4']);
    expect(run.sends('COORDINATOR').map((send) => send.replace(/>n\d/, ''))).toEqual([
      'n3@550',
      'n3@550',
      'n4@560',
      'n4@560',
      'n4@560',
    ]);

    run.to(619);
    expect(run.in('leader')).toEqual(['n3', 'n4']);

    run.to(12_000);
    expect(run.in('leader')).toEqual(['n4']);
    expect(run.sends('COORDINATOR')).toHaveLength(5);
    expect(run.beliefs()).toEqual(['n1>n4', 'n2>n4', 'n3>n4', 'n4>n4']);
  });

  it('short-wait: two announcements, the OK 20 ms too late, and the checks say why', () => {
    const run = playPreset('short-wait').to(555);
    expect(run.in('leader')).toEqual(['n3']);

    // The sentence reads the world as it is at its step.
    run.to(560);
    const late = run.steps.find(({ node, from, event, message }) => {
      return event.us === 560_000 && node === 'n3' && from === 'n4' && message?.type === 'OK';
    });
    expect(late && algorithm.face.sentences['OK2']?.(late)).toMatchObject({
      key: 'say.answeredTooLate.rival',
      values: { node: 'n3', from: 'n4', lateMs: 20 },
    });

    run.to(599);
    expect(run.in('leader')).toEqual(['n3', 'n4']);
    expect(run.sends('COORDINATOR')).toEqual([
      'n3>n1@540',
      'n3>n2@540',
      'n4>n1@570',
      'n4>n2@570',
      'n4>n3@570',
    ]);

    run.to(12_000);
    expect(run.beliefs()).toEqual(['n1>n4', 'n2>n4', 'n3>n4', 'n4>n4']);
    expect(run.finding('B1')).toMatchObject({ verdict: 'holds', assumed: false });
    expect(run.finding('B3')?.why).toBe(
      'n3 and n4 both led for 30 ms; one message delay is at most 20 ms; a message took 30 ms; the wait of 40 ms for an answer is shorter than two such delays',
    );
  });

  it('two-leaders: each side its own, and healing changes nothing for ever (O-B12)', () => {
    const run = playPreset('two-leaders').to(2499);
    const split = ['n1>n3', 'n2>n3', 'n3>n3', 'n4>n5', 'n5>n5'];
    expect(run.beliefs()).toEqual(split);
    expect(run.kernel.view.seats.map((seat) => seat.node)).toEqual(['n5', 'n3']);
    expect(run.finding('B5')).toMatchObject({ verdict: 'holds', assumed: true });
    const elections = run.sends('ELECTION').length;

    run.to(120_000);

    expect(run.kernel.view.groups).toHaveLength(1);
    expect(run.beliefs()).toEqual(split);
    expect(run.sends('ELECTION')).toHaveLength(elections);
    expect(run.kernel.view.seats.map((seat) => seat.node)).toEqual(['n5', 'n3']);
  });

  it('highest-returns: n5 asks nobody, and healthy n4 is deposed', () => {
    const run = playPreset('highest-returns').to(1199);
    expect(run.beliefs()).toEqual(['n1>n4', 'n2>n4', 'n3>n4', 'n4>n4']);
    const elections = run.sends('ELECTION').length;

    run.to(1215);

    expect(run.sends('ELECTION')).toHaveLength(elections);
    expect(run.sends('COORDINATOR').filter((send) => send.endsWith('@1200'))).toHaveLength(4);
    expect(run.beliefs()).toEqual(['n1>n5', 'n2>n5', 'n3>n5', 'n4>n5', 'n5>n5']);
  });
});
