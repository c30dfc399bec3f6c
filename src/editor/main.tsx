import '@fontsource-variable/hanken-grotesk/index.css';
import '@fontsource-variable/geist-mono/index.css';
import './looks/tokens.css';
import './looks/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { examples } from './examples/examples.ts';
import { PreferencesProvider } from './state/context.tsx';
import { createPreferences, thisBrowser } from './state/preferences.ts';
import { languageTags } from './words.ts';

const preferences = createPreferences(thisBrowser());
// Before the first paint, so that no other theme shows for a moment.
const { lang, theme } = preferences.get();
document.documentElement.lang = languageTags[lang];
document.documentElement.dataset['theme'] = theme;

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <PreferencesProvider store={preferences}>
        <App examples={examples} />
      </PreferencesProvider>
    </StrictMode>,
  );
}
