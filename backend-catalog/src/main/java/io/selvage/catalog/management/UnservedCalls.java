package io.selvage.catalog.management;

import java.util.Locale;
import java.util.Set;

/**
 * Parts of the contract that have nothing to do with a gateway's configuration: users of
 * a developer portal, reports, keys of other gateways. Tools ask for all they know and go
 * on where the answer is that of a service whose tier has no such thing (APIOps and its
 * successor skip what answers {@code MethodNotAllowedInPricingTier}).
 */
final class UnservedCalls {

	private static final Set<String> NAMES = Set.of("allpolicies", "authorizationproviders", "authorizationservers",
			"caches", "certificateauthorities", "contenttypes", "generatetoken", "identityproviders",
			"invalidatedebugcredentials", "issues", "listdebugcredentials", "listkeys", "listtrace", "locations",
			"networkstatus", "notifications", "policydescriptions", "portalconfigs", "portalrevisions",
			"portalsettings", "privateendpointconnections", "privatelinkresources", "quotas", "regeneratekey",
			"regions", "reports", "settings", "templates", "tenant", "users", "workspacelinks");

	private UnservedCalls() {
	}

	static boolean concerns(ManagementPath.Place.Member place) {
		return NAMES.contains(place.name().toLowerCase(Locale.ROOT));
	}

	static ManagementAnswer answer() {
		return ErrorBody.answer(400, "MethodNotAllowedInPricingTier",
				"Method not allowed in " + ServiceCalls.SKU + " pricing tier");
	}

}
