/** Shows that terms are found by the catalogue's forms, once each, and that every entry is whole. */
import { describe, expect, it } from 'vitest';
import { algorithm as bully } from '../../algorithms/bully/index';
import { algorithm as raft } from '../../algorithms/raft/index';
import { allTexts as texts } from '../../narration/testing/plainly';
import { glossaryTexts } from '../i18n/en/glossary';
import { formsOf, termFinder } from './findTerms';

const catalogue: { readonly [key: string]: string } = glossaryTexts;
const forms = formsOf(catalogue);
const find = termFinder(forms);
const ids = (text: string): readonly string[] => find(text).flatMap(({ id }) => id ?? []);

describe('terms in running text', () => {
  it('are found as whole words, the longer form first, in any case', () => {
    expect(ids('The election timer of n3 ends.')).toEqual(['electionTimeout']);
    expect(ids('An election is open.')).toEqual(['election']);
    expect(ids('Terms end, and determined nodes go on.')).toEqual(['term']);
    expect(ids('It is terminal, and the voter is remote.')).toEqual([]);
  });

  it('are marked at their first use only', () => {
    const pieces = find('n3 leads in term 2. n1 has not heard of term 2, of term 2.');
    expect(pieces.filter(({ id }) => id === 'term')).toHaveLength(1);
    expect(pieces[1]).toEqual({ text: 'term', id: 'term' });
  });

  it('leave the text as it was', () => {
    for (const text of Object.values(texts)) {
      expect(
        find(text)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    }
  });

  it('take the forms for words, not for patterns', () => {
    const odd = termFinder(new Map([['a', ['a.b (c)?']]]));
    expect(odd('x a.b (c)? y')).toHaveLength(3);
    expect(odd('x aXb c y')).toHaveLength(1);
    expect(termFinder(new Map())('a term')).toEqual([{ text: 'a term', id: null }]);
  });
});

describe('the glossary', () => {
  it('has a name and one to three plain sentences for every entry', () => {
    expect(forms.size).toBeGreaterThan(40);
    for (const id of forms.keys()) {
      expect(catalogue[`term.${id}.name`], id).toBeTruthy();
      const text = catalogue[`term.${id}.text`] ?? '';
      expect(text, id).toMatch(/^[A-Z].*\.$/);
      expect(text.match(/\.(?: |$)/g)?.length, id).toBeLessThanOrEqual(3);
      expect(text.length, id).toBeLessThan(230);
    }
  });

  it('gives no form to two entries', () => {
    const all = [...forms.values()].flat();
    expect(all.length).toBe(new Set(all.map((form) => form.toLowerCase())).size);
  });

  it('explains the words of the field that the sentences use', () => {
    const said = [texts, raft.face.texts.en, bully.face.texts.en].flatMap((each) =>
      Object.values(each),
    );
    const used = new Set(said.flatMap((text) => ids(text)));
    for (const id of [
      'term',
      'majority',
      'leader',
      'follower',
      'vote',
      'log',
      'election',
      'commit',
    ]) {
      expect([...used]).toContain(id);
    }
    for (const id of [
      'rank',
      'failureDetector',
      'partition',
      'lost',
      'splitVote',
      'claim',
      'disk',
    ]) {
      expect([...used], id).toContain(id);
    }
  });
});
