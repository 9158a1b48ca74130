import type { Interaction } from '../../../main/resources/web/app/model/interaction';

/** A pending question, as the server tells of it. */
export function asked(id: string, more: Partial<Interaction> = {}): Interaction {
  return {
    id,
    type: 'permission',
    sessionId: 's',
    title: null,
    data: {},
    metadata: {},
    responseSchema: null,
    status: 'pending',
    requestedAt: '2026-11-24T10:00:00Z',
    requestedBy: null,
    expiresAt: '2026-11-25T10:00:00Z',
    onExpiry: null,
    decidedAt: null,
    decidedBy: null,
    origin: null,
    response: null,
    reason: null,
    ...more,
  };
}
