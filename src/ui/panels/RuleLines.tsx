/** Lines of pseudocode, set as in a book: indents kept, long lines hang, the leading word a little bolder. */
import type { CSSProperties, ReactNode } from 'react';

const LEADING = /^(if|else|or|on|when|every|instead|while|for)\b/;

export function RuleLines({ lines }: { readonly lines: readonly string[] }): ReactNode {
  return (
    <div className="rule__lines">
      {lines.map((line) => {
        const text = line.trimStart();
        const level = (line.length - text.length) / 2;
        const word = LEADING.exec(text)?.[0] ?? '';
        return (
          <p key={line} className="rule__line" style={{ '--level': level } as CSSProperties}>
            {word !== '' && <b>{word}</b>}
            {text.slice(word.length)}
          </p>
        );
      })}
    </div>
  );
}
