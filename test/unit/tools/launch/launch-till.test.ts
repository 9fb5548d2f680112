import { expect, it } from 'vitest';
import { isWorthShowing } from '#tools/launch/launch-till.ts';

it('keeps the complaints about missing desktop services from the person', () => {
  const bus =
    '[14151:1121/224115.517291:ERROR:bus.cc(407)] Failed to connect to the bus: Failed to connect to socket /run/dbus/system_bus_socket: No such file or directory';
  const graphics =
    '[14180:1121/224115.847536:ERROR:viz_main_impl.cc(181)] Exiting GPU process due to errors during initialization';
  expect([bus, graphics].filter(isWorthShowing)).toEqual([]);
});

it('shows what the till itself says', () => {
  expect(isWorthShowing('The ledger could not be opened: another till uses it.')).toBe(true);
});
