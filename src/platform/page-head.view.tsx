import type { Locale } from './caller.js';
import { frameWords } from './components/words.js';

/** Hatching for overdue parts of a bar; one definition for the whole page. */
export const Hatch = (): JSX.Element => (
  <svg class="definitions" width="0" height="0" aria-hidden="true" focusable="false">
    <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="2" height="6" fill="#fff" fill-opacity="0.55" />
    </pattern>
  </svg>
);

interface HeadProps {
  title: string;
  locale: Locale;
  live: boolean;
  againSeconds: number | undefined;
}

/** What stands in no reader's sight: names, styles, scripts. */
export const Head = ({ title, locale, live, againSeconds }: HeadProps): JSX.Element => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light" />
    <meta name="htmx-config" content='{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true}' />
    <title safe>{`${title} – ${frameWords(locale).product}`}</title>
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
    {['latin', 'vietnamese'].map((subset) => (
      <link
        rel="preload"
        href={`/assets/fonts/source-sans-3-${subset}-wght-normal.woff2`}
        as="font"
        type="font/woff2"
        crossorigin="anonymous"
      />
    ))}
    <link rel="stylesheet" href="/assets/pico.fluid.classless.min.css" />
    <link rel="stylesheet" href="/assets/app.css" />
    <script src="/assets/app.js" defer></script>
    {againSeconds ? (
      <noscript>
        <meta http-equiv="refresh" content={String(againSeconds)} />
      </noscript>
    ) : null}
    {live ? <script src="/assets/htmx.min.js" defer></script> : null}
  </head>
);
