import type { MenuItemConstructorOptions } from 'electron';

/**
 * A till has no menu. Elsewhere the page copies and pastes without one; macOS knows these keys only through a menu.
 */
export const menuTemplate: MenuItemConstructorOptions[] | null =
  process.platform === 'darwin' ? [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }] : null;
