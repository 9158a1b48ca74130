import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StreamMachine } from '../../../main/resources/web/app/stream/stream-machine';

const SILENCE = 35_000;
const ANSWER = 10_000;

/** A machine whose pauses are the longest that chance allows. */
function machine(isOnline = true): StreamMachine {
  return new StreamMachine(null, isOnline, () => 1);
}

/** One that was live at that time. */
function live(now: number, number = 5): StreamMachine {
  const live = machine();
  live.start(now);
  live.onBytes(now);
  live.onEvent(number);
  return live;
}

/** How long it waits after its connection ended. */
function pause(ended: StreamMachine, now = 0): number {
  ended.onEnd(now);
  return ended.due - now;
}

test('it connects at once, and is live when an event has come', () => {
  const fresh = machine();
  assert.equal(fresh.start(0), true);
  assert.equal(fresh.state, 'connecting');
  fresh.onBytes(3);
  assert.equal(fresh.state, 'connecting', 'a service that drains opens streams too, and ends them');
  fresh.onEvent(7);
  assert.equal(fresh.state, 'live');
  assert.equal(fresh.last, 7);
});

test('what has no number shows that it lives, and leaves the last number', () => {
  const quiet = live(0, 5);
  quiet.onBytes(15_000);
  quiet.onEvent(null);
  assert.equal(quiet.last, 5);
  assert.equal(quiet.due, 15_000 + SILENCE);
});

test('35 s without anything is reconnecting, at once and after the last event', () => {
  const quiet = live(0, 5);
  assert.equal(quiet.onTime(SILENCE - 1), false);
  assert.equal(quiet.state, 'live');
  assert.equal(quiet.onTime(SILENCE), true);
  assert.equal(quiet.state, 'reconnecting');
  assert.equal(quiet.last, 5);
});

test('a connection that is not answered is given up after ten seconds, one on which something comes is not', () => {
  const silent = machine();
  silent.start(0);
  assert.equal(silent.onTime(ANSWER), true);
  silent.onBytes(ANSWER + 1);
  assert.equal(silent.onTime(2 * ANSWER), false);
  assert.equal(silent.due, ANSWER + 1 + SILENCE);
});

test('pauses grow to fifteen seconds at most, and begin anew when something came', () => {
  const failing = machine();
  const pauses = Array.from({ length: 8 }, () => {
    failing.start(0);
    return pause(failing);
  });
  assert.deepEqual(pauses, [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  failing.start(0);
  failing.onEvent(1);
  assert.equal(pause(failing), 500);
});

test('half of a pause is chance', () => {
  const lucky = new StreamMachine(null, true, () => 0);
  lucky.start(0);
  assert.equal(pause(lucky), 250);
});

test('it comes back no sooner than the service said, as long as it says nothing else', () => {
  const told = live(0);
  told.onRetry(30_000);
  assert.equal(pause(told), 30_000);
  told.start(0);
  assert.equal(pause(told), 30_000);
  told.start(0);
  told.onRetry(1_000);
  told.onEvent(6);
  assert.equal(pause(told), 1_000);
});

test('a pause ends by itself, or when somebody looks', () => {
  const waiting = live(0);
  waiting.onEnd(0);
  assert.equal(waiting.state, 'reconnecting');
  assert.equal(waiting.onTime(499), false);
  assert.equal(waiting.onTime(500), true);
  waiting.onEnd(500);
  assert.equal(waiting.onNudge(501), true);
});

test('where somebody looks at what is live nothing happens, unless it has been silent for too long', () => {
  const asleep = live(0);
  assert.equal(asleep.onNudge(20_000), false);
  assert.equal(asleep.onNudge(60_000), true, 'timers do not run in sleep');
  assert.equal(asleep.state, 'reconnecting');
});

test('without a network it is offline, until the network is back', () => {
  const mobile = live(0);
  assert.equal(mobile.onOffline(0), true, 'the service may be on this machine: it is looked for at once');
  assert.equal(mobile.state, 'reconnecting');
  mobile.onEnd(1);
  assert.equal(mobile.state, 'offline');
  assert.equal(mobile.onOnline(2), true);
  mobile.onEvent(6);
  assert.equal(mobile.state, 'live');
});

test('a pause during which the network goes is offline at once; a network that is back leaves what is open', () => {
  const mobile = live(0);
  mobile.onEnd(0);
  assert.equal(mobile.onOffline(1), false);
  assert.equal(mobile.state, 'offline');
  assert.equal(mobile.onOnline(2), true);
  assert.equal(mobile.onOnline(3), false);
});

test('a service on this machine is live without a network', () => {
  const local = machine(false);
  local.start(0);
  local.onEvent(1);
  assert.equal(local.state, 'live');
});

test('where it is asked who it is, it says so until it is answered, and asks again when somebody looks', () => {
  const stranger = live(0);
  stranger.onEnd(0);
  stranger.start(1);
  stranger.onSignedOut(2);
  assert.equal(stranger.state, 'signed-out');
  assert.equal(stranger.onTime(2 + 15_000), true);
  assert.equal(stranger.state, 'signed-out');
  stranger.onSignedOut(20_000);
  assert.equal(stranger.onNudge(20_001), true);
  stranger.onEvent(6);
  assert.equal(stranger.state, 'live');
});

test('who may see nothing is not asked about all the time', () => {
  const stranger = new StreamMachine(null, true, () => 0);
  stranger.start(0);
  stranger.onRefused(1);
  assert.equal(stranger.state, 'refused');
  assert.equal(stranger.onTime(1 + 299_999), false);
  assert.equal(stranger.onTime(1 + 300_000), true);
  assert.equal(stranger.state, 'refused');
  stranger.onEvent(6);
  assert.equal(stranger.state, 'live');
});
