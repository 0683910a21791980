package io.selvage.catalog.management;

import java.util.List;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.security.Caller;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every call there is, tried with every kind of credentials that must not do. The calls
 * come from the router itself, so a new one cannot be forgotten.
 */
class AccessMatrixTests {

	@AutoClose
	private static final ManagementServer server = new ManagementServer();

	static List<ManagementRoute> routes() {
		return ManagementServer.api(new Catalog(List.of())).routes();
	}

	@ParameterizedTest
	@MethodSource("routes")
	void nobodyMayCallWithoutTheRightCredentials(ManagementRoute route) {
		String path = route.template()
			.replace("{policyId}", "policy")
			.replace("{subscriptionId}", "00000000-0000-0000-0000-000000000000")
			.replaceAll("\\{[^}]*}", "x") + "?api-version=2024-05-01";
		if (route.access() == Caller.Access.SIGNED_LINK) {
			// Its signature alone opens it: no credentials do, and none are asked for.
			for (String token : new String[] { null, "not-a-token-that-is-known", ManagementServer.ROLELESS,
					ManagementServer.READER, ManagementServer.CONTRIBUTOR, ManagementServer.SECRET_READER }) {
				assertThat(status(token, route, path)).isEqualTo(403);
			}
			return;
		}
		assertThat(status(null, route, path)).isEqualTo(401);
		assertThat(status("not-a-token-that-is-known", route, path)).isEqualTo(401);
		assertThat(status("eyJhbGciOiJub25lIn0.eyJyb2xlcyI6WyJjb250cmlidXRvciJdfQ.", route, path)).isEqualTo(401);
		assertThat(status(ManagementServer.ROLELESS, route, path)).isEqualTo(403);
		assertThat(status(ManagementServer.READER, route, path))
			.matches((status) -> (route.access() == Caller.Access.READ) == (status != 403));
		assertThat(status(ManagementServer.SECRET_READER, route, path))
			.matches((status) -> (route.access() == Caller.Access.WRITE) == (status == 403));
		if (route.access() == Caller.Access.READ_SECRETS) {
			assertThat(status(ManagementServer.CONTRIBUTOR, route, path)).isEqualTo(403);
		}
	}

	private static int status(String token, ManagementRoute route, String path) {
		return server.call(token, route.method(), path, null).status();
	}

}
