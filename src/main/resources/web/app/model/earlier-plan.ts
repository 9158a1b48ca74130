import { list } from './api';
import { own, type Interaction } from './interaction';

/** The plan that was sent back last in the same session, before this one was asked; null where there is none. */
export async function earlierPlan(interaction: Interaction): Promise<string | null> {
  const query = new URLSearchParams({
    sessionId: interaction.sessionId,
    type: 'plan-approval',
    order: 'newest',
    limit: '20',
  });
  query.append('status', 'resolved');
  query.append('status', 'rejected');
  try {
    const { items } = await list(query);
    const before = items.find((one) => one.requestedAt < interaction.requestedAt && wasSentBack(one));
    const plan = own(before?.data, 'plan');
    return typeof plan === 'string' ? plan : null;
  } catch {
    return null; // the plan is shown all the same, whole
  }
}

function wasSentBack({ status, response }: Interaction): boolean {
  return status === 'rejected' || own(response, 'approved') === false;
}
