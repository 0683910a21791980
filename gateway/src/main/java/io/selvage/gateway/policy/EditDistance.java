package io.selvage.gateway.policy;

/**
 * How many letters two names differ by (Levenshtein), to suggest what was meant.
 */
final class EditDistance {

	private static final int LONGEST = 64;

	private EditDistance() {
	}

	static int between(String first, String second) {
		if (first.length() > LONGEST || second.length() > LONGEST) {
			return Integer.MAX_VALUE;
		}
		int[] above = new int[second.length() + 1];
		for (int j = 0; j < above.length; j++) {
			above[j] = j;
		}
		for (int i = 1; i <= first.length(); i++) {
			int diagonal = above[0];
			above[0] = i;
			for (int j = 1; j < above.length; j++) {
				int change = diagonal + ((first.charAt(i - 1) == second.charAt(j - 1)) ? 0 : 1);
				diagonal = above[j];
				above[j] = Math.min(change, Math.min(above[j], above[j - 1]) + 1);
			}
		}
		return above[second.length()];
	}

}
