import { it } from 'vitest';
import { buildScene } from './buildScene';
import { sessionOf, viewOf } from './testing/runs';
it('times', async () => {
    const s = await sessionOf({ algorithm: 'raft', nodes: 50, params: { electionTimeoutMs: [150, 160] } });
    let us = 150000; let fl = 0;
    while (fl < 500 && us < 300000) { us += 500; s.seekUs(us); fl = s.flights().length; }
    const v = viewOf({ messages: 'all' });
    const time = (name: string, f: () => void, n = 300) => { for (let i = 0; i < n; i++) f(); const t = performance.now(); for (let i = 0; i < n; i++) f(); console.log('T', name, ((performance.now() - t) / n).toFixed(3)); };
    console.log('T', us, fl);
    time('flights', () => s.flights());
    time('scene', () => buildScene(s, v));
    time('scene focus', () => buildScene(s, viewOf()));
    time('nodes', () => s.world.ids.map((id) => s.world.node(id)));
    time('linked', () => { for (const a of s.world.ids) for (const b of s.world.ids) s.world.linked(a, b); });
    time('groups', () => s.world.groups.map((x) => x.join(' ')));
    time('commands', () => s.commands);
    time('orn', () => s.world.ids.map((id) => s.algorithm.face.ornaments(s.world.node(id).state, s.world, id)));
    time('timers', () => s.world.ids.map((id) => s.world.node(id).timers.length));
}, 120000);
