// Borders of a box where two of them meet.
import { describe, expect, it } from 'vitest';
import { itemsOf, layOut } from '../../helpers/lay-out.ts';

async function rules(css: string): Promise<readonly string[]> {
  const laid = await layOut('<div>a</div>', `div { width: 20pt; ${css} }`);
  return itemsOf(laid.pages[0], 'rule').map(
    ({ x1, y1, x2, y2, thickness }) => `${x1},${y1}-${x2},${y2} ${thickness}`,
  );
}

describe('borders of a box', () => {
  it('are painted so that the wider one is seen in a corner', async () => {
    const seen = await rules('border: 1pt solid; border-top-width: 4pt');
    expect(seen.at(-1)).toBe('0,2-22,2 4');
  });

  it('leave the corners to the upper and lower one where they are translucent', async () => {
    const seen = await rules('border: 2pt solid rgba(255, 0, 0, 0.5)');
    expect(seen).toEqual(['0,1-24,1 2', '0,13-24,13 2', '1,2-1,12 2', '23,2-23,12 2']);
  });

  it('reach into the corners where no border is above or below', async () => {
    const seen = await rules('border-left: 2pt solid rgba(255, 0, 0, 0.5)');
    expect(seen).toEqual(['1,0-1,10 2']);
  });
});
