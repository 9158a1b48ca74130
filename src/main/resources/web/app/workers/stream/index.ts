import { EventReader } from '../../stream/event-reader';

// Reads the event stream for all tabs of a browser; what it hears is told in the next step.
export const reader = new EventReader();
