package io.selvage.gateway.expression.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * Distinguished names as .NET writes them: most specific part first, separated by comma
 * and blank, values quoted where needed.
 */
final class DistinguishedNames {

	private static final Map<String, String> KEYWORDS = Map.of("1.2.840.113549.1.9.1", "E", "2.5.4.8", "S", "2.5.4.5",
			"SERIALNUMBER", "2.5.4.12", "T", "2.5.4.42", "G", "2.5.4.4", "SN", "2.5.4.17", "PostalCode", "2.5.4.13",
			"Description");

	private DistinguishedNames() {
	}

	static String text(X500Principal principal) {
		List<String> parts = new ArrayList<>();
		for (Rdn rdn : rdns(principal)) {
			parts.add(0, rdn.getType() + "=" + quoted(rdn.getValue().toString()));
		}
		return String.join(", ", parts);
	}

	static String simple(X500Principal principal) {
		List<Rdn> rdns = rdns(principal);
		for (String keyword : List.of("CN", "OU", "O", "E")) {
			for (Rdn rdn : rdns) {
				if (rdn.getType().equals(keyword)) {
					return rdn.getValue().toString();
				}
			}
		}
		return rdns.isEmpty() ? "" : rdns.get(rdns.size() - 1).getValue().toString();
	}

	private static List<Rdn> rdns(X500Principal principal) {
		try {
			return new LdapName(principal.getName(X500Principal.RFC2253, KEYWORDS)).getRdns();
		}
		catch (InvalidNameException ex) {
			throw Cryptography.failure("The distinguished name is malformed.");
		}
	}

	private static String quoted(String value) {
		boolean needed = value.isEmpty() || value.startsWith(" ") || value.endsWith(" ")
				|| value.chars().anyMatch((c) -> ",+=\"\n<>#;".indexOf(c) >= 0);
		return needed ? "\"" + value.replace("\"", "\"\"") + "\"" : value;
	}

}
