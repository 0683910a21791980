package io.selvage.gateway.expression.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.xml.XElement;
import io.selvage.gateway.expression.xml.XName;
import org.jspecify.annotations.Nullable;

/**
 * An RSA key in the XML form of .NET ({@code RSAKeyValue}, RFC 3275 section 4.4.2.2, with
 * the private part that .NET adds).
 */
final class RsaXml {

	private RsaXml() {
	}

	/** Reads a key; the private part is null if the text has none. */
	static RsaKey.Parts read(@Nullable String xml) {
		if (xml == null) {
			throw ClrException.argumentNull("xmlString");
		}
		XElement root = XElement.parse(xml, false);
		BigInteger modulus = required(root, "Modulus");
		BigInteger exponent = required(root, "Exponent");
		BigInteger secret = number(root, "D");
		try {
			KeyFactory keys = KeyFactory.getInstance("RSA");
			RSAPublicKey open = (RSAPublicKey) keys.generatePublic(new RSAPublicKeySpec(modulus, exponent));
			PrivateKey closed = (secret != null) ? keys.generatePrivate(
					new RSAPrivateCrtKeySpec(modulus, exponent, secret, required(root, "P"), required(root, "Q"),
							required(root, "DP"), required(root, "DQ"), required(root, "InverseQ")))
					: null;
			return new RsaKey.Parts(open, closed, true);
		}
		catch (GeneralSecurityException malformed) {
			throw Cryptography.failure("The XML holds no valid RSA key.");
		}
	}

	/** Writes a key. */
	static String write(RsaKey.Parts key, boolean secret) {
		StringBuilder xml = new StringBuilder("<RSAKeyValue>");
		append(xml, "Modulus", key.open().getModulus());
		append(xml, "Exponent", key.open().getPublicExponent());
		if (secret) {
			if (!(key.closed() instanceof RSAPrivateCrtKey all)) {
				throw Cryptography.failure("The key has no private part.");
			}
			append(xml, "P", all.getPrimeP());
			append(xml, "Q", all.getPrimeQ());
			append(xml, "DP", all.getPrimeExponentP());
			append(xml, "DQ", all.getPrimeExponentQ());
			append(xml, "InverseQ", all.getCrtCoefficient());
			append(xml, "D", all.getPrivateExponent());
		}
		return xml.append("</RSAKeyValue>").toString();
	}

	private static void append(StringBuilder xml, String name, BigInteger number) {
		byte[] bytes = number.toByteArray();
		int from = (bytes.length > 1 && bytes[0] == 0) ? 1 : 0;
		byte[] unsigned = Arrays.copyOfRange(bytes, from, bytes.length);
		xml.append('<').append(name).append('>').append(Base64.getEncoder().encodeToString(unsigned));
		xml.append("</").append(name).append('>');
	}

	private static BigInteger required(XElement root, String name) {
		BigInteger number = number(root, name);
		if (number == null) {
			throw Cryptography
				.failure("Input string does not contain a valid encoding of the 'RSA' '" + name + "' parameter.");
		}
		return number;
	}

	private static @Nullable BigInteger number(XElement root, String name) {
		XElement element = root.element(XName.of(name));
		if (element == null) {
			return null;
		}
		try {
			return new BigInteger(1, Base64.getMimeDecoder().decode(element.value()));
		}
		catch (IllegalArgumentException malformed) {
			throw Cryptography.failure("The '" + name + "' parameter of the RSA key is not valid base64.");
		}
	}

}
