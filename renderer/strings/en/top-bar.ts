/** The bar at the top of the screen, in English. */

export const topBar = {
  till: 'Till {{name}}',
  readerReady: 'Reader ready',
  readerStarting: 'Reader starting',
  readerNoService: 'Reader service off',
  readerMissing: 'No reader',
  ledgerReady: 'Sales on',
  ledgerReadOnly: 'Sales stopped',
  rulesRefused: 'Older offers',
  linkLost: 'Reconnecting',
  demo: 'Demo',
  demoKeyFile: 'Demo: this computer has no keyring, so the key is kept in a file.',
  switchLanguage: 'فارسی',
  switchLanguageLabel: 'فارسی: show the till in Persian',
  themeAuto: 'Automatic',
  themeLight: 'Light',
  themeDark: 'Dark',
  theme: 'Appearance: {{name}}',
  keys: 'Keyboard',
  lock: 'Lock the till',
};
