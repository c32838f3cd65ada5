import { expect, test } from '../fixtures/test';

/** The letters beside a to z of each language of the EU and its neighbours, as they stand in names. */
const letters = [
  'áàâãäåæçéèêëíìîïñóòôõöøœúùûüýÿßðþ',
  'ăâîșțşţ ąćęłńóśźż čďěňřšťůž ľĺŕ őű',
  'āčēģīķļņšūž ąčęėįšųū ċġħż đ ğışİ ŋ',
  'αβγδεζηθικλμνξοπρσςτυφχψω άέήίόύώϊϋΐΰ ΆΈΉΊΌΎΏΪΫ',
  'абвгдежзийклмнопрстуфхцчшщъьюяыэё ђјљњћџ ѓќѕ іїєґ',
];

test('every letter of a word comes from one face', async ({ page }) => {
  await page.goto('/_kitchen');
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  for (const family of ['Source Sans 3', 'Source Serif 4'])
    for (const words of letters) {
      const both = `${words} ${words.toLocaleUpperCase('el')}`;
      await page.evaluate(
        async ([family, text]) => {
          const old = document.getElementById('letters');
          const line = document.createElement('p');
          line.id = 'letters';
          line.className = family.includes('Serif') ? 'reading' : '';
          line.textContent = text;
          if (old) old.replaceWith(line);
          else document.body.append(line);
          await document.fonts.load(`1rem "${family}"`, text);
          await document.fonts.ready;
        },
        [family, both] as const,
      );
      const { root } = await session.send('DOM.getDocument');
      const { nodeId } = await session.send('DOM.querySelector', {
        nodeId: root.nodeId,
        selector: '#letters',
      });
      const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
      // A variable font tells the name of its lightest weight.
      const others = fonts.map((font) => font.familyName).filter((one) => !one.startsWith(family));
      expect(others, `${family}: ${both}`).toEqual([]);
      expect(fonts).not.toEqual([]);
    }
});
