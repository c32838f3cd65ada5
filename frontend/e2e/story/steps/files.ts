import type { Browser, Page } from '@playwright/test';
import { expect, look } from './cast';

const drawing = `<body style="margin:0"><svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800">
  <filter id="grain"><feTurbulence baseFrequency="0.8" numOctaves="2"/>
    <feComposite in2="SourceGraphic" operator="in"/><feBlend in2="SourceGraphic" mode="soft-light"/></filter>
  <g filter="url(#grain)"><rect width="1200" height="800" fill="#e9dcc1"/>
    <rect y="560" width="1200" height="240" fill="#7f8f63"/>
    <path d="M250 360 600 130 950 360Z" fill="#9c4a32"/><path d="M300 360h600v300H300z" fill="#f6efe0"/>
    <path d="M520 430h160v230H520z" fill="#17475a"/><path d="M680 430l90 40v190l-90 0z" fill="#2d6c84"/>
    <circle cx="440" cy="600" r="34" fill="#b98a1c"/><path d="M400 640h80v90h-80z" fill="#b98a1c"/>
    <circle cx="820" cy="610" r="28" fill="#51324a"/><path d="M785 640h70v80h-70z" fill="#51324a"/></g></svg>`;

/** A real picture and a real PDF, drawn and printed by the browser itself. */
async function realFiles(browser: Browser): Promise<{ picture: Buffer; pdf: Buffer }> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  await page.setContent(drawing);
  const picture = await page.screenshot({ type: 'png' });
  await page.setContent(
    '<h1>Evaluation 2021–2024</h1><p>330 of 412 families reached their goal.</p>',
  );
  const pdf = await page.pdf({ format: 'A4' });
  await page.close();
  return { picture, pdf };
}

/** Lets uploads go at a speed at which one can see them go. */
async function slowUploads(page: Page, bytesPerSecond: number): Promise<() => Promise<void>> {
  const wire = await page.context().newCDPSession(page);
  const speed = (upload: number): Promise<unknown> =>
    wire.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: upload,
    });
  await speed(bytesPerSecond);
  return async () => {
    await speed(-1);
    await wire.detach();
  };
}

/** Adds a picture and a PDF, looks at them, takes one away and adds it again; a disguised file is refused. */
export async function addFiles(page: Page): Promise<void> {
  const browser = page.context().browser();
  if (!browser) throw new Error('no browser');
  const { picture, pdf } = await realFiles(browser);
  const photos = page.getByRole('group', { name: 'Photographs of the practice' });
  const papers = page.getByRole('group', { name: 'Impact data, press' });
  const photo = { name: 'open-door.png', mimeType: 'image/png', buffer: picture };
  const paper = { name: 'evaluation.pdf', mimeType: 'application/pdf', buffer: pdf };
  await look(page);

  const faster = await slowUploads(page, picture.length / 3);
  await photos.locator('input[type=file]').setInputFiles(photo);
  await expect(photos.getByRole('progressbar', { name: 'Uploading open-door.png' })).toBeVisible();
  await expect(photos.getByText(/^[1-9]\d? ?%$/)).toBeVisible();
  await look(page);
  await expect(photos.getByText('open-door.png is uploaded.')).toBeAttached();
  await faster();
  await photos
    .getByLabel('What does open-door.png show?')
    .fill('A family at the door of its house.');
  await papers.locator('input[type=file]').setInputFiles(paper);
  await expect(papers.getByRole('link', { name: 'evaluation.pdf' })).toBeVisible();
  await expect(page.getByText(/^All changes saved$/)).toBeVisible();

  await photos.getByRole('button', { name: 'Preview of open-door.png' }).click();
  const preview = page.getByRole('dialog', { name: 'open-door.png' });
  await expect
    .poll(() => preview.getByRole('img').evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBe(1200);
  await look(page);
  await page.keyboard.press('Escape');
  await expect(preview).toBeHidden();
  await expect(photos.getByRole('button', { name: 'Preview of open-door.png' })).toBeFocused();

  await papers.getByRole('button', { name: 'Remove evaluation.pdf' }).click();
  await expect(papers.getByRole('link', { name: 'evaluation.pdf' })).toBeHidden();
  const undo = papers.getByRole('button', { name: 'Undo: restore evaluation.pdf' });
  await expect(undo).toBeFocused();
  await undo.click();
  await expect(papers.getByRole('link', { name: 'evaluation.pdf' })).toBeVisible();

  await photos
    .locator('input[type=file]')
    .setInputFiles({ name: 'group.png', mimeType: 'image/png', buffer: pdf });
  const refusal = photos.getByRole('paragraph').filter({ hasText: 'This is a PDF' });
  await expect(refusal).toBeVisible();
  await expect(photos.getByRole('button', { name: 'Try again' })).toBeHidden();
  await photos.evaluate((group) => group.scrollIntoView({ block: 'start' }));
  await look(page, 'entrant-files');
  await photos.getByRole('button', { name: 'Dismiss' }).click();
  await expect(refusal).toBeHidden();
}
