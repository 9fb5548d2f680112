/** The tray of demo cards, in English. */

export const demoTray = {
  heading: 'Demo cards',
  tap: 'Tap the card “{{label}}”',
  hide: 'Hide the demo cards',
  show: 'Demo cards',
};
