#!/bin/sh
# Drives the management API of a started gateway with Microsoft's own clients for JavaScript.
#
#   mvn -B -DskipTests package && gateway/conformance/microsoft-clients.sh [DRIVE]
#
# DRIVE is the program that calls the clients and checks what comes back (default: sdk-drive.mjs of
# ../shared). Needs java, node (20 or newer), npm and openssl; the clients are installed in a temporary
# folder. The gateway runs with the embedded store, on free ports of the loopback interface.
set -eu
repository=$(cd "$(dirname "$0")/../.." && pwd)
drive=${1:-$repository/../shared/conformance/apim-contract/clients/sdk-drive.mjs}
jar=${SELVAGE_JAR:-$repository/gateway/demo/target/selvage-demo.jar}
for file in "$drive" "$jar"; do
	[ -f "$file" ] || { echo "There is no $file" >&2; exit 2; }
done

work=$(mktemp -d)
gateway=
finish() {
	[ -z "$gateway" ] || kill "$gateway" 2>/dev/null || true
	[ -z "$gateway" ] || wait "$gateway" 2>/dev/null || true
	rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# Client 10.0.0 pages policyFragment.listByService: awaiting it without iterating, as a drive written
# for a list in one piece does, fails in the client before any request is made.
sed 's/await c\.policyFragment\.listByService(\([^)]*\))/await all(c.policyFragment.listByService(\1))/' \
	"$drive" > "$work/drive.mjs"
(cd "$work" && npm init -y > /dev/null &&
	npm install --no-audit --no-fund --loglevel=error @azure/arm-apimanagement@10.0.0 @azure/arm-resources@7.0.0 > /dev/null)

SELVAGE_MANAGEMENT_TOKEN=$(openssl rand -hex 24)
export SELVAGE_MANAGEMENT_TOKEN
# The demo's archive holds the gateway: only the gateway is started from it, without cluster and catalog.
java -Xmx384m -Dloader.main=io.selvage.gateway.GatewayApplication -cp "$jar" \
	org.springframework.boot.loader.launch.PropertiesLauncher \
	--server.address=127.0.0.1 --server.port=0 --management.server.address=127.0.0.1 --management.server.port=0 \
	--selvage.catalog.store.folder="$work/store" > "$work/gateway.log" 2>&1 &
gateway=$!
waited=0
until grep -q 'Started GatewayApplication' "$work/gateway.log"; do
	if ! kill -0 "$gateway" 2>/dev/null || [ "$waited" -ge 120 ]; then
		echo "The gateway did not start:" >&2
		cat "$work/gateway.log" >&2
		exit 2
	fi
	sleep 1
	waited=$((waited + 1))
done
# The management port is the last that is opened.
port=$(sed -n 's/.*Netty started on port \([0-9]*\).*/\1/p' "$work/gateway.log" | tail -n 1)

cd "$work"
ENDPOINT="http://127.0.0.1:$port" TOKEN="$SELVAGE_MANAGEMENT_TOKEN" node drive.mjs
