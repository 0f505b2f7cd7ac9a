"""Before the delivery: what is wished for, what is to be bought for which money, what is ordered. Nizom 2.11, 5.2."""
