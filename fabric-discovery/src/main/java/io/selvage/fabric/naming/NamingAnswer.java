package io.selvage.fabric.naming;

/**
 * A successful answer.
 *
 * @param status the HTTP status, 200 to 299
 * @param body the body; empty for 204
 */
record NamingAnswer(int status, byte[] body) {

	boolean absent() {
		return this.status == 204;
	}

}
