"""An object store from elsewhere (moto, with the signatures and rights of AWS), for backups of ours.

It checks every signature by the code of AWS's own library, and knows who may do what.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import subprocess
import time

import server as servers
from venvs import python

NAME = "backups-of-fuda"
# What docs/operators/backup.md asks for, and no more.
POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": f"arn:aws:s3:::{NAME}"},
        {
            "Effect": "Allow",
            "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"],
            "Resource": f"arn:aws:s3:::{NAME}/*",
        },
    ],
}
# Makes the bucket and the two keys; runs in the environment of the store, which has AWS's library.
MAKE = f"""
import boto3, json, sys
at = dict(endpoint_url=sys.argv[1], region_name="us-east-1", aws_access_key_id="first", aws_secret_access_key="first")
boto3.client("s3", **at).create_bucket(Bucket={NAME!r})
iam = boto3.client("iam", **at)
made = []
for name, policy in (("fuda", {json.dumps(POLICY)!r}), ("reader", {json.dumps(POLICY).replace("s3:PutObject", "s3:GetObjectAcl")!r})):
    iam.create_user(UserName=name)
    iam.put_user_policy(UserName=name, PolicyName="own", PolicyDocument=policy)
    made.append(iam.create_access_key(UserName=name)["AccessKey"])
print(json.dumps([[one["AccessKeyId"], one["SecretAccessKey"]] for one in made]))
"""


class Bucket:
    """The store with a bucket, a key that may write, and one that may not."""

    def __init__(self) -> None:
        self.port = servers.free_port()
        self.endpoint = f"http://127.0.0.1:{self.port}"
        # The first requests make the keys; from then on everything is checked.
        environment = {**os.environ, "INITIAL_NO_AUTH_ACTION_COUNT": "7"}
        line = [str(python("bucket").with_name("moto_server")), "-H", "127.0.0.1", "-p", str(self.port)]
        self.process = subprocess.Popen(line, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                break
            time.sleep(0.1)
        made = [str(python("bucket")), "-c", MAKE, self.endpoint]
        self.writer, self.reader = json.loads(subprocess.run(made, check=True, capture_output=True, text=True).stdout)

    def settings(self, folder: str, key: list[str]) -> dict[str, str]:
        """The settings of a Fuda that has this key: its name, and its secret."""
        path = os.path.join(folder, f"secret-{secrets.token_hex(4)}")
        with open(path, "w") as file:
            file.write(f"{key[1]}\n")
        named = {"NAME": NAME, "ENDPOINT": self.endpoint, "ACCESS_KEY": key[0], "SECRET_KEY_FILE": path}
        return {f"FUDA__BACKUP__BUCKET__{word}": value for word, value in named.items()}

    def __enter__(self) -> "Bucket":
        return self

    def __exit__(self, *exc) -> None:
        self.process.kill()
        self.process.wait()
