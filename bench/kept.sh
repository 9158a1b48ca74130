#!/bin/sh
# What an ask, a settlement, pages, replays and purging cost with little kept in PostgreSQL and with much, by turns on one
# server of the tests' own (its files go where java.io.tmpdir is: a million settled take about a gigabyte).
#
#   bench/kept.sh [SETTLED [PENDING [FEW]]]     10000000 settled and 1000000 pending beside 100000, by default
set -eu
cd "$(dirname "$0")/.."
./mvnw -B -ntp -P '!lint' test-compile surefire:test@default-test \
    -Dtest=MuchKeptPostgresTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Dkept.many="${1:-10000000}" -Dkept.pending="${2:-1000000}" -Dkept.few="${3:-100000}" -Dkept.rounds=31 \
    -Djunit.jupiter.execution.timeout.mode=disabled | grep 'MuchKept\|Tests run\|ERROR'
