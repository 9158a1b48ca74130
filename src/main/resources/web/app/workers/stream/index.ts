import { Exchange, type Port } from '../../stream/exchange';

// The worker is named by the address of the stream that it holds.
const exchange = new Exchange(self.name);
self.addEventListener('connect', (event) => exchange.join((event as MessageEvent).ports[0] as Port));
